using System.Globalization;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>Appends without end, 16 at a time, and prints each text once it is acknowledged.</summary>
internal static class AppendingChild
{
    public static async Task<int> Run(string file)
    {
        await using var database = SqliteDatabase.Open(file, Notes.Schema);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(sender => Append(database, sender)));
        return 0;
    }

    private static async Task Append(SqliteDatabase database, int sender)
    {
        for (var i = 0; ; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}");
            await database.Add(text);
            Console.Out.WriteLine(text);
        }
    }
}
