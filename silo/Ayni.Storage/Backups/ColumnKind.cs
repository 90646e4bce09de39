namespace Ayni.Storage.Backups;

/// <summary>What a column of either database holds.</summary>
internal enum ColumnKind
{
    Integer,
    Int,
    SmallInt,
    Boolean,
    Real,
    Numeric,
    Text,
    Blob,
}
