namespace GroupChat.Agents.Language.Rules;

/// <summary>What a rule makes of what it matched.</summary>
/// <param name="Length">How much of the match is the entity, from its start.</param>
/// <param name="Value">One form of it, or empty.</param>
/// <param name="Confidence">0 to 1.</param>
internal readonly record struct EntityReading(int Length, string Value, double Confidence);
