using System.Globalization;
using GroupChat.ServiceDefaults.Workers;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>
/// All that descends from this process, found in /proc: orphans too, since the keeper is their next parent. Nothing on systems
/// other than Linux.
/// </summary>
internal static class ProcessFamily
{
    // A program that starts others faster than they can be looked for is killed by rounds.
    private const int MostRounds = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Memory of all of them that is their own, in bytes.</summary>
    public static long OwnBytes() => Members().Sum(static member => ResidentMemory.OwnBytes(member.Id));

    /// <summary>Forgets orphans that have ended.</summary>
    /// <param name="child">Whoever started it waits for it.</param>
    public static void Reap(int child)
    {
        foreach (var member in Members().Where(member => member.HasEnded && member.Parent == Environment.ProcessId && member.Id != child))
            KeeperCalls.Reap(member.Id);
    }

    /// <summary>Returns when none lives.</summary>
    public static async Task KillAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var living = Members().Where(static member => !member.HasEnded).ToList();
            if (living.Count == 0)
                return;
            living.ForEach(static member => KeeperCalls.KillProcess(member.Id));
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static List<Member> Members()
    {
        var children = All().ToLookup(static process => process.Parent);
        var found = new List<Member>();
        var open = new Queue<int>([Environment.ProcessId]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                open.Enqueue(child.Id);
            }
        }
        return found;
    }

    private static IEnumerable<Member> All() => OperatingSystem.IsLinux()
        ? Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(static name => char.IsAsciiDigit(name![0])).Select(static name => Read(int.Parse(name!, CultureInfo.InvariantCulture))).OfType<Member>()
        : [];

    /// <summary>"1234 (any name) S 1 ...": the name may hold brackets and spaces, so the last bracket counts.</summary>
    private static Member? Read(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var rest = line[(line.LastIndexOf(')') + 2)..].Split(' ', 3);
            return new(id, int.Parse(rest[1], CultureInfo.InvariantCulture), rest[0] is "Z" or "X");
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Member(int Id, int Parent, bool HasEnded);
}
