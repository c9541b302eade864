import { Component, type ReactNode } from "react";
import { failure } from "./texts.tsx";

interface State {
  readonly error: Error | null;
}

/** What a person sees when the page itself fails: what happened and two ways on. The link is kept. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="failure">
        <h1>{failure.heading}</h1>
        <p>{failure.what(error.message)}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {failure.again}
          </button>{" "}
          <a href={location.pathname}>{failure.defaults}</a>
        </p>
      </main>
    );
  }
}
