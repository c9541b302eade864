/** Beginnings of stories like those that the models were trained on, of many shapes: none is from the
 *  training texts. Acceptance hangs on the text, so that one prompt says less than a dozen. */
export const dozen: readonly string[] = [
  "Once upon a time, there was a small boat that was afraid of the rain.",
  "Tom and his sister found an old box under the stairs.",
  '"Please, can I have a dog?" asked Mia.',
  "The wind took the red kite high above the trees.",
  "One morning a bear woke up and his honey was gone.",
  "Grandma had a secret garden. Nobody knew where it was.",
  "Ben did not like to share his toys.",
  "It was a cold day, and the pond was hard like glass.",
  "A little girl named Sue wanted to bake a big cake for her mom.",
  "The cat looked at the bird. The bird looked at the cat.",
  "There was a loud noise in the kitchen, and everybody ran to see.",
  "Max had a new friend at school, but his friend could not talk.",
];
