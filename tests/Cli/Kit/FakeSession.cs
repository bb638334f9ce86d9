using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeSession(Participant user, string sessionId)
{
    public Participant User => user;

    public HashSet<string> Expired { get; } = [];

    public bool Revoked { get; set; }

    public string DeviceLabel { get; init; } = "";

    public Session ToSession(DateTimeOffset now) => new()
    {
        SessionId = sessionId,
        UserId = user.UserId,
        DisplayName = user.DisplayName,
        SignInMethod = SignInMethod.Anonymous,
        CreateTime = Timestamp.FromDateTimeOffset(now),
        LastUseTime = Timestamp.FromDateTimeOffset(now),
        DeviceLabel = DeviceLabel,
        ExpireTime = Timestamp.FromDateTimeOffset(now.AddDays(30)),
    };
}
