namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>What stands behind the levels of a row's sketch.</summary>
/// <param name="Scale">What a level is worth: chosen so that what the sketch leaves out is at right angles to the row.</param>
/// <param name="Error">The length of what it leaves out.</param>
internal readonly record struct SketchTraits(float Scale, float Error);
