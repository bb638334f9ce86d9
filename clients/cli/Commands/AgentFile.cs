using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace GroupChat.Cli.Commands;

/// <summary>An agent in a file: the contract's message as YAML, or as JSON when the name ends so. Fields by either of their names.</summary>
internal static class AgentFile
{
    private const int MostBytes = 1 << 20;

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
    private static readonly ISerializer AsJson = new SerializerBuilder().JsonCompatible().Build();
    private static readonly ISerializer AsYaml = new SerializerBuilder().Build();

    /// <summary>The agent, and the fields that the file names, as the contract names them.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static (Agent Agent, List<string> Fields) Read(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new UsageException($"{path} is larger than {MostBytes} bytes");
        var text = File.ReadAllText(path);
        try
        {
            var json = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? text : AsJson.Serialize(Yaml.Deserialize<object>(text) ?? "");
            return (JsonParser.Default.Parse<Agent>(json), Fields(json));
        }
        catch (Exception error) when (error is IOException or JsonException or YamlException or InvalidOperationException or FormatException)
        {
            // The protobuf library's refusals are IOExceptions.
            throw new UsageException($"{path} is no agent: {error.Message}");
        }
    }

    /// <summary>As it can be read again.</summary>
    public static string Write(Agent agent)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(agent));
        return AsYaml.Serialize(Plain(json.RootElement));
    }

    private static List<string> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(static property => NameOf(property.Name))];
    }

    private static string NameOf(string key) =>
        Agent.Descriptor.Fields.InDeclarationOrder().First((FieldDescriptor field) => field.JsonName == key || field.Name == key).Name;

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(static property => property.Name, static property => Plain(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        _ => element.GetString(),
    };
}
