using System.Text;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Credentials: tokens that were good until they were spoiled, and schemes that nobody knows.</summary>
internal sealed class TokenTarget : IFuzzTarget
{
    private static readonly string[] Schemes = ["Bearer ", "Bearer ", "Bearer ", "bearer  ", "Service ", "Key ", "Basic ", "", "Bearer,"];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var token = dice.Next(3) switch
        {
            0 => Mutator.Spoil(dice, world.Token),
            1 => Encoding.Latin1.GetString(Mutator.Spoil(dice, Encoding.Latin1.GetBytes(world.Token))),
            _ => world.Token + world.Words[dice.Next(world.Words.Count)],
        };
        var line = PathTarget.Visible(token);
        var head = $"GET /v1/sessions/current HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {Schemes[dice.Next(Schemes.Length)]}{line}\r\n\r\n";

        var heard = await RawConnection.SayAsync(world.Address, [Encoding.Latin1.GetBytes(head)]);

        var status = RawConnection.StatusOf(heard);
        // 0: it took the server longer than the client had patience for.
        Assert.True(status is 0 or 400 or 401 or 431 || (status == 200 && line == world.Token), $"HTTP {status}: {head}{Encoding.UTF8.GetString(heard)}");
    }
}
