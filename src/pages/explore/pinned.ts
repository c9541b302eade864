import type { Field } from "../../scenario/fields.ts";
import { type Model, modelFields, modelKeys, type Pin } from "../../scenario/scenario.ts";

/** Whether two models are the same in everything that a link can hold. */
export function sameModel(a: Model, b: Model): boolean {
  return modelKeys.every((key) => {
    const { format } = modelFields[key] as Field<unknown>;
    return format(a[key]) === format(b[key]);
  });
}

/** The pin that holds this model already, if one does. */
export function pinned(pins: readonly Pin[], model: Model): Pin | undefined {
  return pins.find((pin) => sameModel(pin.model, model));
}
