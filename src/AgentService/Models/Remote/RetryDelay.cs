using System.ClientModel.Primitives;
using System.Net.Http.Headers;

namespace GroupChat.Agents.Models.Remote;

/// <summary>When a server wants to be asked again, from the header <c>retry-after</c>.</summary>
internal static class RetryDelay
{
    private const string Header = "retry-after";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time) => Of(response.Headers.RetryAfter, time);

    public static TimeSpan? Of(PipelineResponse? response, TimeProvider time) =>
        response is not null && response.Headers.TryGetValue(Header, out var value) && RetryConditionHeaderValue.TryParse(value, out var after)
            ? Of(after, time)
            : null;

    private static TimeSpan? Of(RetryConditionHeaderValue? after, TimeProvider time)
    {
        var delay = after?.Delta ?? (after?.Date is { } date ? date - time.GetUtcNow() : null);
        return delay is { } wait && wait > TimeSpan.Zero ? (wait < Longest ? wait : Longest) : null;
    }
}
