namespace Ayni.Storage.Backups;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="KeyPlace">Place in the primary key, from 1; 0 where it is not part of it.</param>
internal sealed record StoredColumn(string Name, ColumnKind Kind, int KeyPlace);
