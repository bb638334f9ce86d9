using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Accounts.Storage;

/// <summary>Accounts as rows, beside the sessions, in either database.</summary>
internal sealed class SqlAccountStore(SessionDatabase database) : IAccountStore
{
    private const string Columns = "account_name, user_id, display_name, password_hash, role, create_time";

    private readonly ISqlDatabase _database = database.Sql;

    public async Task AddAsync(AccountRecord account, CancellationToken cancellationToken)
    {
        var added = await _database.WriteAsync(
            sql => sql.Execute(
                $"INSERT INTO accounts({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                account.Name, account.UserId, account.DisplayName, account.PasswordHash, (long)account.Role, account.CreateTime.ToUnixTimeMilliseconds()),
            cancellationToken: cancellationToken);
        if (added == 0)
            throw await WhyAsync(account, cancellationToken);
    }

    public Task<AccountRecord?> FindAsync(string name, CancellationToken cancellationToken) => FindAsync("account_name", name, cancellationToken);

    public Task<AccountRecord?> FindOfUserAsync(string userId, CancellationToken cancellationToken) => FindAsync("user_id", userId, cancellationToken);

    public Task<bool> ChangePasswordAsync(string name, string oldHash, string newHash, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => sql.Execute(
                "UPDATE accounts SET password_hash = ?3 WHERE account_name = ?1 AND password_hash = ?2", name, oldHash, newHash) == 1,
            cancellationToken: cancellationToken);

    private Task<AccountRecord?> FindAsync(string column, string value, CancellationToken cancellationToken) =>
        _database.ReadAsync(sql => sql.QuerySingle($"SELECT {Columns} FROM accounts WHERE {column} = ?1", Map, value), cancellationToken);

    private async Task<DomainError> WhyAsync(AccountRecord account, CancellationToken cancellationToken) =>
        await FindOfUserAsync(account.UserId, cancellationToken) is null ? AccountErrors.NameTaken() : AccountErrors.Exists();

    private static AccountRecord Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), (PlatformRole)row.GetInt64(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)));
}
