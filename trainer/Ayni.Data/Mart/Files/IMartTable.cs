namespace Ayni.Data.Mart.Files;

/// <summary>A table, whatever its rows are.</summary>
internal interface IMartTable
{
    /// <summary>Name; also that of its folder.</summary>
    string Name { get; }

    /// <summary>True where it has folders <c>year=YYYY/month=MM</c>, by the time of the row in UTC.</summary>
    bool IsPartitioned { get; }

    /// <summary>Its columns, in order.</summary>
    IReadOnlyList<MartColumnInfo> ColumnInfos { get; }
}
