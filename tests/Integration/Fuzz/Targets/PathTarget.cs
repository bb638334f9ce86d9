using System.Text;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Paths against the templates of the contract: segments, verbs, percent signs, and what is no path at all.</summary>
internal sealed class PathTarget : IFuzzTarget
{
    private static readonly string[] Verbs = ["GET", "GET", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "PUT", "TRACE", "get"];
    private static readonly string[] Parts = ["v1", "v1", "rooms", "messages", "{room_id}", ":join", ":watch", "members", "%2F", "%252F", "%00", "%", "ws", "docs", "openapi.json", "health", "..", ".", "", "sessions", "current"];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var segments = Enumerable.Range(0, dice.Next(1, 9)).Select(_ => dice.Next(3) == 0 ? Escape(world.Words[dice.Next(world.Words.Count)]) : Parts[dice.Next(Parts.Length)]);
        var path = "/" + string.Join(dice.Next(9) == 0 ? "" : "/", segments.Prepend("v1")) + (dice.Next(3) == 0 ? ":join" : "");
        var target = Visible(dice.Next(2) == 0 ? Mutator.Spoil(dice, path) : path);
        var head = $"{Verbs[dice.Next(Verbs.Length)]} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Timeout: 0.3\r\nAuthorization: Bearer {world.Token}\r\n\r\n";

        var heard = await RawConnection.SayAsync(world.Address, Mutator.Pieces(dice, Encoding.UTF8.GetBytes(head)));

        Verdict.OfHttp(RawConnection.StatusOf(heard), head + Encoding.UTF8.GetString(heard));
    }

    /// <summary>Without what would end the line, which is what <see cref="HeaderTarget"/> is for.</summary>
    public static string Visible(string target) => string.Concat(target.Where(letter => !char.IsControl(letter) && letter != ' '));

    private static string Escape(string text) => Uri.EscapeDataString(text.Length > 2000 ? text[..2000] : text);
}
