using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding.Remote;

/// <summary>
/// Vectors of whatever server speaks the embeddings of OpenAI (https://platform.openai.com/docs/api-reference/embeddings). It is configured, so
/// it may lie anywhere; what it answers is still taken for hostile: no redirects, no cookies, bounded headers and bodies.
/// </summary>
internal sealed class OpenAIEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int MostHeaderKilobytes = 32;

    // 256 vectors of 4,096 numbers, each written with all the digits it may have.
    private const int MostBytes = 32 * 1024 * 1024;

    private readonly string _name;
    private readonly string _model;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public OpenAIEmbedder(string name, string model, EmbedderOptions options, TimeProvider time)
    {
        (_name, _model, _patience, _time) = (name, model, TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
        };
        _http = new HttpClient(sockets) { BaseAddress = options.BaseAddress, MaxResponseContentBufferSize = MostBytes, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new("GroupChat", "1"));
        if (options.Key is { Length: > 0 } key)
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new Request(_model, [.. values]);
        using var late = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await _http.PostAsJsonAsync("embeddings", request, either.Token);
            if (!response.IsSuccessStatusCode)
                throw VectorErrors.EmbedderStatus(_name, (int)response.StatusCode, RetryAfter(response));
            return Read(await response.Content.ReadFromJsonAsync<Answer>(either.Token), request.Input.Length);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw VectorErrors.EmbedderFailed(_name, "it did not answer in time");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw VectorErrors.EmbedderFailed(_name, "it cannot be reached or broke off");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw VectorErrors.EmbedderNonsense(_name);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        return after?.Delta ?? (after?.Date is { } date ? date - _time.GetUtcNow() : null);
    }

    // By their index: the order of an array is not promised.
    private GeneratedEmbeddings<Embedding<float>> Read(Answer? answer, int count)
    {
        var vectors = new Embedding<float>?[count];
        foreach (var one in answer?.Data ?? [])
        {
            if (one is null || (uint)one.Index >= (uint)count || vectors[one.Index] is not null || one.Embedding is null)
                throw VectorErrors.EmbedderNonsense(_name);
            vectors[one.Index] = new(one.Embedding);
        }

        return vectors.Contains(null) ? throw VectorErrors.EmbedderNonsense(_name) : [.. vectors.OfType<Embedding<float>>()];
    }

    private sealed record Request([property: JsonPropertyName("model")] string Model, [property: JsonPropertyName("input")] string[] Input)
    {
        [JsonPropertyName("encoding_format")]
        public string Format { get; } = "float";
    }

    private sealed record Answer([property: JsonPropertyName("data")] Item?[]? Data);

    private sealed record Item([property: JsonPropertyName("index")] int Index, [property: JsonPropertyName("embedding")] float[]? Embedding);
}
