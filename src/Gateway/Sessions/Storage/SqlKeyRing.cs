using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>The Data Protection key ring, beside the sessions it protects: servers that share sessions share it.</summary>
internal sealed class SqlKeyRing(SessionDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Wait(database.Sql.ReadAsync(
            session => session.Query("SELECT xml FROM protection_keys ORDER BY name", row => XElement.Parse(row.GetString(0))), CancellationToken.None));

    /// <summary>
    /// Of several servers that make the first key at once, one stores it and the others find it when they look again: later keys are
    /// made days before they are used, when every server has read them.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName) =>
        Wait(database.Sql.WriteAsync(session => session.Execute(
            """
            INSERT INTO protection_keys(name, xml)
            SELECT CASE WHEN EXISTS(SELECT 1 FROM protection_keys) THEN ?1 ELSE 'first' END, ?2
            WHERE true ON CONFLICT (name) DO NOTHING
            """,
            friendlyName,
            element.ToString(SaveOptions.DisableFormatting))));

    /// <summary>The interface is synchronous; it is called at start and once in months, when a key is made.</summary>
    private static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();
}
