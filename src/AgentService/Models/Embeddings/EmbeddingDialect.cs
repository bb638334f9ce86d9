using System.Text.Json;
using System.Text.Json.Nodes;
using GroupChat.Agents.Models.Remote;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>How a kind of server is asked for vectors, and how it answers.</summary>
internal abstract class EmbeddingDialect
{
    /// <summary>POST /embeddings of OpenAI (https://platform.openai.com/docs/api-reference/embeddings).</summary>
    public static EmbeddingDialect OpenAI { get; } = new OpenAIDialect();

    /// <summary>POST /api/embed of Ollama (https://docs.ollama.com/api).</summary>
    public static EmbeddingDialect Ollama { get; } = new OllamaDialect();

    public abstract string Provider { get; }

    public abstract Uri Path { get; }

    public abstract JsonObject Request(string model, IReadOnlyList<string> texts);

    /// <summary>In the order of the texts. What is not of the expected form is thrown as the JSON library does.</summary>
    public abstract float[][] Vectors(JsonElement answer, int count);

    /// <summary>Tokens that the server says to have read; null when it does not say.</summary>
    public abstract long? Tokens(JsonElement answer);

    private static JsonArray Inputs(IReadOnlyList<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static float[] Numbers(JsonElement vector)
    {
        var numbers = new float[vector.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = vector[i].GetSingle();
        return numbers;
    }

    private static long? Count(JsonElement where, string name) =>
        where.ValueKind == JsonValueKind.Object && where.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number
        && count.TryGetInt64(out var tokens) && tokens >= 0 ? tokens : null;

    private sealed class OpenAIDialect : EmbeddingDialect
    {
        public override string Provider => OpenAIChatClient.Name;

        public override Uri Path { get; } = new("embeddings", UriKind.Relative);

        public override JsonObject Request(string model, IReadOnlyList<string> texts) =>
            new() { ["model"] = model, ["input"] = Inputs(texts), ["encoding_format"] = "float" };

        public override float[][] Vectors(JsonElement answer, int count)
        {
            var vectors = new float[count][];
            foreach (var item in answer.GetProperty("data").EnumerateArray())
                vectors[item.GetProperty("index").GetInt32()] = Numbers(item.GetProperty("embedding"));
            return vectors.Contains(null) ? throw new FormatException() : vectors;
        }

        public override long? Tokens(JsonElement answer) =>
            answer.TryGetProperty("usage", out var usage) ? Count(usage, "prompt_tokens") : null;
    }

    private sealed class OllamaDialect : EmbeddingDialect
    {
        public override string Provider => OllamaChatClient.Name;

        public override Uri Path { get; } = new("api/embed", UriKind.Relative);

        // A text that is too long is an error: a vector of its beginning would be taken for one of all of it.
        public override JsonObject Request(string model, IReadOnlyList<string> texts) =>
            new() { ["model"] = model, ["input"] = Inputs(texts), ["truncate"] = false };

        public override float[][] Vectors(JsonElement answer, int count) =>
            [.. answer.GetProperty("embeddings").EnumerateArray().Select(Numbers)];

        public override long? Tokens(JsonElement answer) => Count(answer, "prompt_eval_count");
    }
}
