using System.Text.Json.Serialization;

namespace GroupChat.Cli.Sessions;

/// <summary>How a session is written: generated code, so that start-up needs no reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredSession))]
internal sealed partial class StoredSessionJson : JsonSerializerContext;
