namespace GroupChat.Documents.Passages;

/// <summary>What the index found: which passage, and how well it fits. Scores compare within one answer only.</summary>
internal sealed record PassageHit(PassageId Id, double Score);
