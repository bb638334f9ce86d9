using System.Text.Json;

namespace GroupChat.Agents.Mcp;

/// <summary>A tool as its server defines it, after it was found fit to be told to a model.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="NameAtServer">What the server calls it.</param>
/// <param name="Description">What the server says of it: text from outside.</param>
/// <param name="Schema">JSON schema of its arguments, an object.</param>
/// <param name="Hint">What the server says that calls do, for members to read; nothing follows from it.</param>
/// <param name="Hash">Of all that the server says of it. Another hash is another tool.</param>
internal sealed record McpDefinition(string Name, string NameAtServer, string Description, JsonElement Schema, string Hint, string Hash);
