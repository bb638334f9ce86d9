using System.Text;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Language.Structured;

/// <summary>
/// Lets a model do a task whose output is one JSON object. Output that breaks the schema goes back to the model once, with its
/// mistakes. Time, output and the number of tasks at a time are bounded, whatever the model does.
/// </summary>
internal sealed partial class StructuredModel(LanguageOptions options, TimeProvider time, ILogger<StructuredModel> logger) : IDisposable
{
    private const int MostOutputChars = 262_144;
    private const int Attempts = 2;

    private readonly SemaphoreSlim _places = new(options.MaxConcurrentTasks);

    public async Task<StructuredAnswer<T>> AskAsync<T>(
        Model model, StructuredTask<T> task, string text, ModelAsker asker, CancellationToken cancellationToken)
        where T : class
    {
        if (!_places.Wait(0, CancellationToken.None))
            throw LanguageErrors.Busy();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (asker.Admission is { } admission)
                await admission(either.Token);
            return await AttemptAsync(model, task, text, asker, either.Token);
        }
        catch (Exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw LanguageErrors.Timeout();
        }
        catch (Exception error) when (error is not DomainError && !cancellationToken.IsCancellationRequested)
        {
            TaskFailed(task.Name, model.ModelId, error);
            throw LanguageErrors.ModelFailed(model.ModelId);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<StructuredAnswer<T>> AttemptAsync<T>(
        Model model, StructuredTask<T> task, string text, ModelAsker asker, CancellationToken stop)
        where T : class
    {
        var prompt = StructuredPrompt.Of(task, text);
        var usage = new UsageDetails();
        for (var attempt = 1; ; attempt++)
        {
            var output = await OutputAsync(model, StructuredPrompt.Options(model, task, asker), prompt, usage, stop);
            var (value, mistakes) = OutputReader.Read(output, task.Check);
            if (value is not null)
                return new(value, model.ModelId, attempt > 1, usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
            OutputInvalid(task.Name, model.ModelId, attempt, mistakes.Count);
            if (attempt == Attempts)
                throw LanguageErrors.ModelOutputInvalid(model.ModelId, mistakes);
            prompt.AddRange(StructuredPrompt.Repair(output, mistakes));
        }
    }

    private async Task<string> OutputAsync(
        Model model, ChatOptions chat, List<ChatMessage> prompt, UsageDetails usage, CancellationToken stop)
    {
        var output = new StringBuilder();
        await using var stream = new ModelStream(
            model.Client.GetStreamingResponseAsync(prompt, chat, stop).GetAsyncEnumerator(stop), time);
        while (output.Length <= MostOutputChars && await stream.MoveNextAsync(stop))
        {
            output.Append(stream.Current.Text);
            foreach (var cost in stream.Current.Contents.OfType<UsageContent>())
                usage.Add(cost.Details);
            if (stream.Current.Contents.OfType<ErrorContent>().FirstOrDefault() is { } error)
                throw new InvalidOperationException($"The model reported an error: {error.ErrorCode}.");
        }
        // Cut off where it is too long, so that it is no JSON object any more.
        return output.Length <= MostOutputChars ? output.ToString() : "";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The language task {Task} failed on model {ModelId}")]
    private partial void TaskFailed(string task, string modelId, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {ModelId} broke the schema of {Task} in attempt {Attempt}, in {Mistakes} places")]
    private partial void OutputInvalid(string task, string modelId, int attempt, int mistakes);
}
