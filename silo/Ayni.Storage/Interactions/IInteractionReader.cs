using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>Makes interactions of the rows that a reader of a database stands on.</summary>
internal interface IInteractionReader
{
    /// <summary>The row it stands on.</summary>
    LoggedInteraction Read();
}
