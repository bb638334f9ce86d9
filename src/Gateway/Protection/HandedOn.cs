namespace GroupChat.Gateway.Protection;

/// <summary>
/// Marks a request that some proxy hands on, trusted or not. It is looked for once, at the beginning: whoever turns the request into
/// another one may leave headers behind, but not what is known of its connection.
/// </summary>
internal sealed class HandedOn
{
    private static readonly HandedOn Yes = new();
    private static readonly string[] Headers = ["X-Forwarded-For", "Forwarded", "X-Original-For", "Via"];

    private HandedOn()
    {
    }

    public static void Mark(HttpContext http)
    {
        if (IsIn(http))
            http.Features.Set(Yes);
    }

    public static bool Is(HttpContext http) => http.Features.Get<HandedOn>() is not null || IsIn(http);

    // A loop: this runs on every call, and a delegate would be made each time.
    private static bool IsIn(HttpContext http)
    {
        foreach (var header in Headers)
        {
            if (http.Request.Headers.ContainsKey(header))
                return true;
        }

        return false;
    }
}
