namespace GroupChat.Agents.Models;

/// <summary>An adapter that is to change an answer.</summary>
/// <param name="Name">As the model calls it.</param>
/// <param name="Scale">How much of it; null for as much as is configured.</param>
internal sealed record AdapterUse(string Name, double? Scale = null);
