using System.Globalization;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>Restores a snapshot, or takes one after the other, until it is killed, and says how far it is.</summary>
internal static class SnapshotChild
{
    public static async Task RestoreAsync(string folder, string snapshot, string target)
    {
        await using var house = await SnapshotHouse.OpenAsync(folder);
        var restoring = Task.Run(() => house.Archive.RestoreAsync(SnapshotHouse.Source, snapshot, target, default));
        while (!restoring.IsCompleted)
        {
            var points = await house.PointsAsync();
            Say(points.ToString(CultureInfo.InvariantCulture));
        }

        await restoring;
        Say("done");
        await Task.Delay(Timeout.Infinite);
    }

    public static async Task TakeAsync(string folder)
    {
        await using var house = await SnapshotHouse.OpenAsync(folder);
        while (true)
            Say((await house.Archive.CreateAsync(SnapshotHouse.Source, default)).Id);
    }

    private static void Say(string word) => Console.Out.WriteLine(word + ".");
}
