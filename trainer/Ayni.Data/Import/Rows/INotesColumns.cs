namespace Ayni.Data.Import.Rows;

/// <summary>Rows that name their own columns.</summary>
internal interface INotesColumns
{
    /// <summary>From now on every column met is one, not only those asked for.</summary>
    void NoteColumns();
}
