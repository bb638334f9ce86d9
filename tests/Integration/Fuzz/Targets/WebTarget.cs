using System.Text;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Bodies of gRPC-Web, and base64 that is cut and spoiled anywhere.</summary>
internal sealed class WebTarget : IFuzzTarget
{
    private static readonly string[] Suffixes = ["", "+proto", "+proto", "+json", "; charset=utf-8"];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.Make(dice, world);
        var isText = dice.Next(2) == 0;
        var body = isText ? Encode(dice, call.Body) : Mutator.Spoil(dice, call.Body);
        var head = $"POST {call.Path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/grpc-web{(isText ? "-text" : "")}{Suffixes[dice.Next(Suffixes.Length)]}\r\n"
            + $"Grpc-Timeout: 300m\r\nAuthorization: Bearer {world.Token}\r\nContent-Length: {body.Length}\r\n\r\n";

        var heard = await RawConnection.SayAsync(world.Address, [Encoding.ASCII.GetBytes(head), .. Mutator.Pieces(dice, body)]);

        Verdict.OfHttp(RawConnection.StatusOf(heard), call.Path);
        Judge(heard, call.Path);
    }

    // In blocks of their own, and spoiled before or after, so that the text is sometimes base64 of nonsense and sometimes no base64.
    private static byte[] Encode(Random dice, byte[] body)
    {
        var text = string.Concat(Mutator.Pieces(dice, dice.Next(2) == 0 ? Mutator.Spoil(dice, body) : body).Select(Convert.ToBase64String));
        return Encoding.UTF8.GetBytes(dice.Next(2) == 0 ? Mutator.Spoil(dice, text) : text);
    }

    // The status is among the headers, or in a last frame that may be base64 itself.
    private static void Judge(byte[] heard, string what)
    {
        var text = Encoding.Latin1.GetString(heard);
        foreach (var line in text.Split("\r\n").Concat(Decoded(text)).Where(line => line.Contains("grpc-status:", StringComparison.OrdinalIgnoreCase)))
            Verdict.OfGrpc(line[(line.IndexOf("grpc-status:", StringComparison.OrdinalIgnoreCase) + 12)..].Trim(), $"{what}: {text}");
    }

    private static IEnumerable<string> Decoded(string text)
    {
        var words = text.Split('\r', '\n').Where(line => line.Length >= 8 && line.Length % 4 == 0).ToList();
        foreach (var word in words)
        {
            var bytes = new List<byte>();
            foreach (var group in word.Chunk(4))
            {
                var piece = new byte[3];
                if (Convert.TryFromBase64Chars(group, piece, out var length))
                    bytes.AddRange(piece.Take(length));
            }

            foreach (var line in Encoding.Latin1.GetString([.. bytes]).Split("\r\n"))
                yield return line;
        }
    }
}
