namespace GroupChat.Agents.Llama.State;

/// <summary>Where a model's read prompts are kept when the context has no room for them.</summary>
/// <param name="Folder">Full path; made when something is kept.</param>
/// <param name="MostBytes">Of all files together.</param>
/// <param name="Secret">Names and seals the files: whoever does not know it can neither guess nor make one.</param>
internal sealed record StateSettings(string Folder, long MostBytes, byte[] Secret);
