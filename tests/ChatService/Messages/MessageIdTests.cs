using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Tests.Messages;

public sealed class MessageIdTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(70_000)]
    [InlineData((1L << 40) - 1)]
    public void Id_OfASequence_KnowsItAndIsAUuidOfVersion7(long sequence)
    {
        var id = MessageId.New(Now, sequence);
        Assert.Equal((sequence, 7), (id.Sequence, id.Value.Version));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id.ToString());
        Assert.StartsWith($"{Now.ToUnixTimeMilliseconds():x12}"[..8], id.ToString(), StringComparison.Ordinal);
        Assert.Equal(id, MessageId.Parse(id.ToString()));
    }

    [Fact]
    public void Ids_OfTheSameSequence_Differ() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => MessageId.New(Now, 5)).Distinct().Count());

    [Fact]
    public void Sequence_BeyondTheRoomInAnId_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageId.New(Now, 1L << 40));
}
