/** The compiled kernels in base64 (scripts/kernels.ts). */
declare module "*/assembly/index.as?relaxed" {
  const base64: string;
  export default base64;
}
declare module "*/assembly/index.as?simd" {
  const base64: string;
  export default base64;
}
declare module "*/assembly/index.as?relaxed-threads" {
  const base64: string;
  export default base64;
}
declare module "*/assembly/index.as?simd-threads" {
  const base64: string;
  export default base64;
}
