using Npgsql;

namespace Ayni.Storage;

/// <summary>Where the log, the catalogue, the models and the grain state are kept.</summary>
public sealed record StorageOptions
{
    /// <summary>Directory used where none is given, in the working directory.</summary>
    public const string DefaultDataDirectory = "ayni-data";

    /// <summary>
    /// Directory of the SQLite file <c>ayni.db</c> and of the model files under <c>files/</c>; made if missing.
    /// Not used with PostgreSQL.
    /// <value>Default <c>ayni-data</c>.</value>
    /// </summary>
    public string DataDirectory { get; init; } = DefaultDataDirectory;

    /// <summary>
    /// Connection string of a PostgreSQL database with the encoding UTF8; null for SQLite.
    /// <value>Default null.</value>
    /// </summary>
    public string? PostgresConnectionString { get; init; }

    /// <summary>True if PostgreSQL is used.</summary>
    public bool UsesPostgres => PostgresConnectionString is not null;

    /// <summary>Checks every field.</summary>
    /// <exception cref="ArgumentException">A field is out of range; the message names it and the remedy.</exception>
    public void Validate()
    {
        if (PostgresConnectionString is { } connectionString)
            ValidateConnectionString(connectionString);
        else if (string.IsNullOrWhiteSpace(DataDirectory))
            throw new ArgumentException(
                $"{nameof(DataDirectory)} is empty; name a directory the process may write to, or give "
                + $"{nameof(PostgresConnectionString)}.");
    }

    private static void ValidateConnectionString(string connectionString)
    {
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            // The value may hold a password, so only the parser's complaint is repeated.
            throw new ArgumentException(
                $"{nameof(PostgresConnectionString)} cannot be read: {exception.Message} "
                + "Write it as \"Host=...;Database=...;Username=...;Password=...\".");
        }

        if (string.IsNullOrWhiteSpace(parsed.Host))
            throw new ArgumentException(
                $"{nameof(PostgresConnectionString)} names no Host; write \"Host=...;Database=...;Username=...\".");
    }
}
