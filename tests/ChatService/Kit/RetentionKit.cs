using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Retention;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Rooms that forget.</summary>
internal static class RetentionKit
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Longer than anything is kept.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromHours(2);

    /// <summary>Nothing goes by itself, however the test moves the clock; nor does the clock end answers.</summary>
    public static void ByHand(IDictionary<string, string> settings)
    {
        settings["Chat:RetentionIntervalMinutes"] = "10080";
        settings["Chat:TurnQueueTimeoutSeconds"] = "86400";
    }

    /// <summary>From now on the room keeps an hour.</summary>
    public static Task ForgetAsync(this ChatHouse house, string owner, string room) =>
        house.UpdateAsync(owner, room, to => to.Settings.Retention = Duration.FromTimeSpan(Kept), "settings.retention");

    /// <summary>What the server otherwise does by itself.</summary>
    public static Task TrimAsync(this ChatHouse house) => house.Node.Services.GetRequiredService<HistoryKeeper>().PassAsync(default).Within();

    public static async Task<long> FirstAsync(this ChatHouse house, string user, string room) =>
        (await house.Client(user).GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room.FirstSequence;

    /// <summary>Posts many messages, some at a time.</summary>
    public static async Task PostManyAsync(this ChatHouse house, string user, string room, int count, string text)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(50))
            await Task.WhenAll(chunk.Select(i => house.PostAsync(user, room, $"{i} {text}"))).Within();
    }
}
