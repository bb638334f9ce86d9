using System.Text;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// What a database has to look like: a mark that says whose it is, and the steps that lead from an empty one to today's
/// schema. Steps only go forward; one that was released is never changed.
/// </summary>
public sealed class SqlMigrations
{
    /// <param name="mark">Four ASCII characters stored in the database (SQLite: <c>application_id</c>), one mark per kind of tables: <c>GCch</c>.</param>
    /// <param name="steps">
    /// Versions 1, 2, 3, … without a gap, each with its SQL: several statements, each closed by a semicolon, which stands nowhere else.
    /// </param>
    public SqlMigrations(string mark, params IReadOnlyList<(int Version, string Sql)> steps)
    {
        if (mark.Length != 4 || !Ascii.IsValid(mark))
            throw new ArgumentException("four ASCII characters", nameof(mark));
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Version != i + 1)
                throw new ArgumentException($"step {i + 1} has version {steps[i].Version}", nameof(steps));
        }

        Steps = steps;
        ApplicationId = (mark[0] << 24) | (mark[1] << 16) | (mark[2] << 8) | mark[3];
    }

    internal IReadOnlyList<(int Version, string Sql)> Steps { get; }

    internal int ApplicationId { get; }

    internal int Newest => Steps.Count;
}
