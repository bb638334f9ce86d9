using GroupChat.Agents.Models.Remote;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Agents.Models;

/// <summary>
/// Asks the servers of remote models once, after the start, whether they can be had, so that ListModels knows before the first
/// question. The start does not wait for it, and whatever a question has found out meanwhile counts for more.
/// </summary>
internal sealed class ModelProbe(ModelsOptions options, ModelCatalog models, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var remote = options.Where(static model => model.Value.Provider != ModelProvider.Llama);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(remote, limits, async (model, stop) => await ProbeAsync(model.Key, model.Value, stop));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task ProbeAsync(string id, ModelOptions model, CancellationToken cancellationToken)
    {
        using var http = ModelHttp.Open(model);
        using var silence = new Silence(TimeSpan.FromSeconds(model.TimeoutSeconds), time, cancellationToken);
        try
        {
            using var response = await silence.HearAsync(async stop => await http.SendAsync(Question(model), HttpCompletionOption.ResponseHeadersRead, stop));
            if (Says(response) is { } failure)
                models.Find(id)?.Health.Heard(failure.Message);
        }
        catch (ModelFailure failure)
        {
            models.Find(id)?.Health.Heard(failure.Message);
        }
    }

    // Servers without a list of models say 404 or 405, and are there.
    private static ModelFailure? Says(HttpResponseMessage response) => (int)response.StatusCode is var status && status is 401 or 403 or >= 500
        ? ModelFailure.Status(status) : null;

    private static HttpRequestMessage Question(ModelOptions model)
    {
        var path = model.Provider == ModelProvider.Ollama ? "api/tags" : "models";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (model.ApiKey.Length > 0)
            request.Headers.Authorization = new("Bearer", model.ApiKey);
        return request;
    }
}
