namespace Ayni.Data.Copies;

/// <summary>Where files that hold shoppers come from.</summary>
/// <param name="Store">Where the register is: the data directory, or <see cref="Postgres"/>.</param>
/// <param name="Source">The folder they are made of; null: the log.</param>
public sealed record CopyOrigin(string Store, string? Source = null)
{
    /// <summary>Stands for a register in PostgreSQL, whose address holds a password.</summary>
    public const string Postgres = "postgresql";
}
