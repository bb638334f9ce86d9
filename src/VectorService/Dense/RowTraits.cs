namespace GroupChat.Vectors.Dense;

/// <summary>What a row is known by besides its numbers.</summary>
/// <param name="Step">What one step of its codes is worth.</param>
/// <param name="SquaredNorm">Of its difference from the first row; for euclidean distance only, else 0.</param>
internal readonly record struct RowTraits(float Step, float SquaredNorm);
