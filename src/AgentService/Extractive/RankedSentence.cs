namespace GroupChat.Agents.Extractive;

/// <summary>A candidate and how well it answers.</summary>
/// <param name="Candidate">The sentence.</param>
/// <param name="Score">For ordering; about 0 to 1.3.</param>
/// <param name="Coverage">The share of the question's subject that it covers, 0 to 1: what decides between answer and refusal.</param>
/// <param name="HasFocus">It is the kind of thing that the question wants.</param>
/// <param name="Covered">That share, per word of the question.</param>
internal sealed record RankedSentence(Candidate Candidate, double Score, double Coverage, bool HasFocus, double[] Covered);
