import { Component, type ReactNode } from "react";

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
        <h1>This page has failed</h1>
        <p>
          Something in it went wrong: <code>{error.message}</code>. Your settings are still in the
          address.
        </p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Load it again
          </button>{" "}
          <a href={location.pathname}>Start from the defaults</a>
        </p>
      </main>
    );
  }
}
