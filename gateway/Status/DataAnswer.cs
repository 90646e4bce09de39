using Ayni.Silo.Hosting;

namespace Ayni.Gateway.Status;

/// <summary>Where the data is.</summary>
/// <param name="Kind">sqlite or postgresql.</param>
/// <param name="Directory">Name of the data directory; null with PostgreSQL.</param>
public sealed record DataAnswer(string Kind, string? Directory)
{
    /// <summary>What the options say; neither full paths nor connection strings leave the machine.</summary>
    public static DataAnswer From(AyniSiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Postgres is null
            ? new DataAnswer("sqlite", Path.GetFileName(Path.TrimEndingDirectorySeparator(options.DataDirectory)))
            : new DataAnswer("postgresql", null);
    }
}
