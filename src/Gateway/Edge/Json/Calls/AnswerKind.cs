using GroupChat.Gateway.Edge.Json.Answers;
using Microsoft.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>What the client wants to be answered in, as far as there is a choice.</summary>
internal static class AnswerKind
{
    private const string Json = "application/json";
    private static readonly string[] Unary = [Json];
    private static readonly string[] Streams = [LinesForm.MediaType, EventsForm.MediaType, Json];

    /// <returns>One of the media types of the answer: for streams JSON means a line for each message.</returns>
    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">NOT_ACCEPTABLE.</exception>
    public static string Choose(HttpRequest request, bool isStream)
    {
        var offered = isStream ? Streams : Unary;
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept == "*/*" || accept == offered[0])
            return offered[0];
        // What is no list of types says nothing.
        if (!MediaTypeHeaderValue.TryParseList([accept.ToString()], out var wanted) || wanted.Count == 0)
            return offered[0];
        return offered
            .Select((type, place) => (type, place, quality: Quality(type, wanted)))
            .Where(each => each.quality > 0)
            .OrderByDescending(each => each.quality).ThenBy(each => each.place)
            .Select(each => each.type)
            .FirstOrDefault() ?? throw JsonErrors.NotAcceptable(string.Join(" or ", offered));
    }

    // The most exact entry that covers the type decides, as RFC 9110 has it.
    private static double Quality(string type, IEnumerable<MediaTypeHeaderValue> wanted)
    {
        var offered = MediaTypeHeaderValue.Parse(type);
        return wanted
            .Where(entry => entry.MatchesAllTypes
                || (entry.MatchesAllSubTypes ? Same(entry.Type, offered.Type) : Same(entry.MediaType, offered.MediaType)))
            .OrderBy(entry => entry.MatchesAllTypes ? 2 : entry.MatchesAllSubTypes ? 1 : 0)
            .Select(entry => entry.Quality ?? 1)
            .FirstOrDefault();
    }

    private static bool Same(Microsoft.Extensions.Primitives.StringSegment one, Microsoft.Extensions.Primitives.StringSegment other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
