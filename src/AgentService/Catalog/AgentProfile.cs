namespace GroupChat.Agents.Catalog;

/// <summary>An AI participant as it is configured.</summary>
/// <param name="AgentId">Its user id in rooms: <c>agent:</c> and the handle.</param>
/// <param name="Handle">What people write after "@".</param>
/// <param name="DisplayName">Shown beside its messages.</param>
/// <param name="Description">What it is for.</param>
/// <param name="ModelId">The model it answers with.</param>
/// <param name="Instructions">What a generative model is told about its part; never room content.</param>
internal sealed record AgentProfile(
    string AgentId, string Handle, string DisplayName, string Description, string ModelId, string Instructions);
