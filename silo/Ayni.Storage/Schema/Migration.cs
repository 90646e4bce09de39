namespace Ayni.Storage.Schema;

/// <summary>One forward step of a schema. A step that was released is never changed.</summary>
/// <param name="Version">1-based, without holes.</param>
/// <param name="Sql">Statements, separated by semicolons.</param>
internal sealed record Migration(int Version, string Sql);
