using Ayni.Data.Mart.Files;

namespace Ayni.Data.Mart.Versions;

/// <summary>A table as the manifest lists it. One without rows has no file.</summary>
/// <param name="Name">Name; also its folder.</param>
/// <param name="Rows">Rows in all its files.</param>
/// <param name="Partitioned">True where it has folders <c>year=YYYY/month=MM</c>, by the UTC time of the row.</param>
/// <param name="Columns">Its columns.</param>
public sealed record MartTableInfo(
    string Name, long Rows, bool Partitioned, IReadOnlyList<MartColumnInfo> Columns);
