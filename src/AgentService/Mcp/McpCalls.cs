using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GroupChat.Agents.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// Calls of tools on one connection. They have ids of ours: the library forgets at times to tell the server of a call that is cancelled,
/// since whoever waits for the answer is told first and takes the rest back.
/// </summary>
internal sealed class McpCalls
{
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, McpPatience> _open = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>The server tells how far a call is.</summary>
    public void Progressed(JsonNode? progress)
    {
        if (progress is JsonObject told && told["progressToken"] is JsonValue token && token.TryGetValue<string>(out var id) && _open.TryGetValue(id, out var call))
            call.Renew();
    }

    /// <exception cref="OperationCanceledException">The caller or their patience ended it; the server was told.</exception>
    public async Task<CallToolResult> CallAsync(McpClient client, string tool, IDictionary<string, object?> arguments, McpPatience patience)
    {
        var id = $"call-{Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture)}";
        var wish = new JsonObject
        {
            ["name"] = tool,
            ["arguments"] = JsonSerializer.SerializeToNode(arguments),
            ["_meta"] = new JsonObject { ["progressToken"] = id },
        };
        _open[id] = patience;
        using var abort = new CancellationTokenSource();
        var call = client.SendRequestAsync(new JsonRpcRequest { Id = new RequestId(id), Method = RequestMethods.ToolsCall, Params = wish }, abort.Token);
        try
        {
            return Read((await call.WaitAsync(patience.Token)).Result);
        }
        catch (OperationCanceledException) when (!call.IsCompleted)
        {
            await CancelAsync(client, id);
            throw;
        }
        finally
        {
            _open.TryRemove(id, out _);
            await abort.CancelAsync();
            await ((Task)call).WaitAsync(CancelTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static CallToolResult Read(JsonNode? result)
    {
        if (result is JsonObject answer && answer["resultType"] is JsonValue kind && kind.TryGetValue<string>(out var name) && name != "complete")
            throw new ToolException("its server asks questions back, which nobody is there to answer.");
        return result.Deserialize<CallToolResult>(McpJsonUtilities.DefaultOptions) ?? throw new JsonException();
    }

    private static async Task CancelAsync(McpClient client, string id)
    {
        var told = client.SendMessageAsync(new JsonRpcNotification
        {
            Method = NotificationMethods.CancelledNotification,
            Params = new JsonObject { ["requestId"] = id },
        });
        await told.WaitAsync(CancelTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
