using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GroupChat.Agents.Models.Remote;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Vectors of a server that is configured: one JSON request, one JSON answer, in the words of its dialect.</summary>
internal sealed class RemoteEmbedder(ModelOptions model, EmbeddingDialect dialect, TimeProvider time) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly HttpClient _http = ModelHttp.Open(model);
    private readonly EmbeddingGeneratorMetadata _metadata = new(dialect.Provider, model.BaseAddress, model.Model);

    /// <exception cref="ModelFailure">The server cannot be reached, refuses, or answers what cannot be read.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        using var silence = new Silence(TimeSpan.FromSeconds(model.TimeoutSeconds), time, cancellationToken);
        using var response = await silence.HearAsync(stop => SendAsync(dialect.Request(model.Model, texts), stop));
        using var answer = await silence.HearAsync(async stop =>
            await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop));
        return Read(answer.RootElement, texts.Count);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpResponseMessage> SendAsync(JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, dialect.Path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (model.ApiKey.Length > 0)
            request.Headers.Authorization = new("Bearer", model.ApiKey);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        response.Dispose();
        throw ModelFailure.Status((int)response.StatusCode, RetryDelay.Of(response, time));
    }

    private GeneratedEmbeddings<Embedding<float>> Read(JsonElement answer, int count)
    {
        try
        {
            var vectors = dialect.Vectors(answer, count);
            return new(vectors.Select(static vector => new Embedding<float>(vector))) { Usage = new() { InputTokenCount = dialect.Tokens(answer) } };
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw ModelFailure.Unreadable();
        }
    }
}
