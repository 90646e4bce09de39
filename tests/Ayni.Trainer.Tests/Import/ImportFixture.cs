using Ayni.Data.Import;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

/// <summary>Reads small files with a mapping.</summary>
internal static class ImportFixture
{
    public const string RetailHeader =
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    public static (List<Interaction> Kept, ImportReport Report) Read(
        string path, string mapping, ImportOptions? options = null)
    {
        using var file = new InteractionFile(path, ImportMapping.Load(mapping), options ?? new ImportOptions());
        return (file.Read().ToList(), file.Report);
    }

    public static (List<Interaction> Kept, ImportReport Report) ReadRetail(string rows, ImportOptions? options = null)
    {
        using var workspace = new Workspace();
        return Read(workspace.Write("retail.csv", RetailHeader + rows), "online-retail", options);
    }

    /// <summary>read = kept + refused, and the reasons sum to the refused.</summary>
    public static void AssertBalanced(IReadOnlyCollection<Interaction> kept, ImportReport report)
    {
        Assert.Equal(report.Read, report.Kept + report.Refused);
        Assert.Equal(report.Kept, kept.Count);
        Assert.Equal(report.Refused, report.Reasons.Values.Sum());
    }
}
