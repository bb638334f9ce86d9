using GroupChat.Agents.Llama.State;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>Where an engine keeps the prompts that it has read.</summary>
/// <param name="Folder">Of all models.</param>
/// <param name="Model">What this one computes with.</param>
internal sealed record KeptPrompts(StateFolder Folder, byte[] Model);
