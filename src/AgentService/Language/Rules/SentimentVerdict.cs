namespace GroupChat.Agents.Language.Rules;

/// <summary>What rules make of a text's feeling.</summary>
/// <param name="Label">"positive", "neutral", "negative" or "mixed".</param>
/// <param name="Score">-1 to 1.</param>
/// <param name="Confidence">0 to 1: more when many words agree, little when no word is known.</param>
internal sealed record SentimentVerdict(string Label, double Score, double Confidence);
