using System.Text;
using System.Text.Json;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Tools;

/// <summary>
/// Judges and runs one call of a tool within its limits. Whatever the model asks for and whatever the tool does, it ends in an outcome
/// that the model can read; only the end of the turn is an exception.
/// </summary>
internal sealed partial class ToolRunner(ToolRegistry tools, ToolResults results, TimeProvider time, ILogger<ToolRunner> logger)
{
    private const string Broken = "an error in the tool.";
    private const string Cut = "\n(cut off here)";

    /// <param name="call">What the model asks for.</param>
    /// <param name="arguments">As text; null when that cannot be had.</param>
    /// <param name="guard">The rules of the turn.</param>
    public ToolVerdict Judge(FunctionCallContent call, string? arguments, ToolGuard guard)
    {
        if (tools.Find(call.Name) is not { } tool)
            return ToolVerdict.Refused("there is no tool of this name.");
        if (arguments is null)
            return ToolVerdict.Refused("its arguments cannot be read or are too long.", tool);
        var verdict = guard.Judge(tool, call.Arguments ?? new Dictionary<string, object?>());
        if (verdict.Why is { } why)
            CallNotAllowed(tool.Name, why);
        return verdict;
    }

    public Tool? Find(string name) => tools.Find(name);

    /// <summary>As it is at this moment.</summary>
    public Task<Tool?> FindNowAsync(string name, CancellationToken cancellationToken) => tools.FindNowAsync(name, cancellationToken);

    /// <summary>Runs a call that may run.</summary>
    public async Task<ToolOutcome> RunAsync(Tool tool, IDictionary<string, object?> arguments, ToolCaller caller, CancellationToken stop)
    {
        var key = ToolResults.KeyOf(tool.Name, arguments, caller.Audience);
        if (tool.Limits.Fresh > TimeSpan.Zero && results.Find(key) is { } known)
            return new(ToolState.Done, known);
        var outcome = await InvokeAsync(tool, caller.With(arguments), stop);
        if (outcome.State == ToolState.Done && tool.Limits.Fresh > TimeSpan.Zero)
            results.Keep(key, outcome.Text, tool.Limits.Fresh);
        return outcome;
    }

    private async Task<ToolOutcome> InvokeAsync(Tool tool, AIFunctionArguments arguments, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(tool.Limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        using var activity = AgentTelemetry.Activities.StartActivity($"execute_tool {tool.Name}")?.SetTag(AgentTelemetry.OperationName, "execute_tool");
        try
        {
            // A tool that does not listen is left behind.
            var result = await tool.Function.InvokeAsync(arguments, either.Token).AsTask().WaitAsync(either.Token);
            return new(ToolState.Done, Bounded(TextOf(result), tool.Limits.ResultBytes));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception) when (late.IsCancellationRequested)
        {
            return tool.Effect == ToolEffect.Acts ? ToolOutcome.Unknown("it took too long.") : ToolOutcome.Failed("it took too long.");
        }
        catch (Exception error)
        {
            CallFailed(tool.Name, error);
            return error is ToolException { MayHaveActed: true } lost && tool.Effect == ToolEffect.Acts ? ToolOutcome.Unknown(lost.Words)
                : WordsOf(error) is { } words ? ToolOutcome.Failed(words)
                : tool.Effect == ToolEffect.Acts ? ToolOutcome.Unknown(Broken)
                : ToolOutcome.Failed(Broken);
        }
    }

    private static string TextOf(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        _ => JsonSerializer.Serialize(result),
    };

    private static string Bounded(string text, int mostBytes) =>
        Encoding.UTF8.GetByteCount(text) <= mostBytes ? text : Utf8Prefix.Of(text, mostBytes) + Cut;

    /// <summary>Only what was written for callers: other texts might say what is none of a model's business.</summary>
    private static string? WordsOf(Exception error) => error switch
    {
        ToolException refusal => refusal.Words,
        ArgumentException or JsonException or InvalidCastException or FormatException => "its arguments are wrong.",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "The tool {Tool} failed")]
    private partial void CallFailed(string tool, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The tool {Tool} may not simply be run: {Why}")]
    private partial void CallNotAllowed(string tool, string why);
}
