namespace GroupChat.Vectors.Dense;

/// <summary>How wide walks along the graph are.</summary>
/// <param name="Width">Candidates kept (ef).</param>
/// <param name="Recall">Share of the true nearest it found when it was measured, 0 when it was not.</param>
/// <param name="Rows">Rows in the graph then.</param>
internal sealed record WidthMeasured(int Width, double Recall, int Rows);
