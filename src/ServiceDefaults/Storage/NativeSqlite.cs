using System.Reflection;
using System.Runtime.InteropServices;
using GroupChat.ServiceDefaults.Hosting;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Points the managed driver at the system's SQLite, which the distribution keeps patched, instead of a bundled one.
/// Has to run before the first connection; <see cref="SqliteDatabase.Open"/> sees to it.
/// </summary>
public static class NativeSqlite
{
    /// <summary>STRICT tables came with this version.</summary>
    public static readonly Version Oldest = new(3, 37, 0);

    private const string Setting = "Sqlite:Library";

    /// <summary>
    /// SQLITE_CONFIG_MULTITHREAD: a connection belongs to one thread at a time here, and locking a mutex in each of its functions is
    /// for those who cannot say so (https://www.sqlite.org/threadsafe.html).
    /// </summary>
    private const int MultiThread = 2;

    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["e_sqlite3", "winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["e_sqlite3", "libsqlite3.dylib"]
        : ["libsqlite3.so.0", "e_sqlite3"];

    // Lazy, not a flag: a second caller has to wait until the first is through, and SetDllImportResolver throws when repeated.
    private static readonly Lazy<Version> Loaded = new(Load);

    private static string? s_library;

    /// <summary>Loads the library once and returns its version.</summary>
    /// <exception cref="StartupError">No library, or one too old.</exception>
    public static Version EnsureLoaded() => Loaded.Value;

    /// <summary>Takes this file instead of the system's library; no effect once loaded.</summary>
    internal static void Use(string? library) => s_library = library;

    private static Version Load()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            raw.FreezeProvider();
            raw.sqlite3_config(MultiThread);
            return Check(Version.Parse(raw.sqlite3_libversion().utf8_to_string()), raw.sqlite3_threadsafe() != 0);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new StartupError(
                Setting,
                $"no usable SQLite library ({s_library ?? string.Join(", ", Names)}): install one (Debian: apt-get install libsqlite3-0) "
                    + "or set this to its path",
                error);
        }
    }

    internal static Version Check(Version version, bool threadSafe)
    {
        if (version < Oldest)
            throw new StartupError(Setting, $"SQLite {version} is too old, {Oldest} or newer is needed");
        if (!threadSafe)
            throw new StartupError(Setting, "this SQLite library was built without thread safety");
        return version;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3")
            return 0;
        if (!string.IsNullOrEmpty(s_library))
            return NativeLibrary.Load(s_library);
        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
                return handle;
        }

        return 0;
    }
}
