using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Imports;

/// <summary>A shop's files, as they are, over HTTP.</summary>
internal static class ImportApi
{
    private static readonly WholeParameter Limit = new("limit", "Imports.", 1, ImportStore.Kept, 20);

    private static readonly ChoiceParameter Format = new(
        "format", "A JSON object a row, or CSV.", "ndjson", "csv");

    public static void MapImportApi(this IEndpointRouteBuilder v1)
    {
        var options = v1.ServiceProvider.GetRequiredService<ImportJobOptions>();
        var imports = v1.MapGroup("/imports").WithTags("Imports").RequireScope(AccessScopes.Catalogue);
        imports.MapPost("/", Post).WithName("PostImport")
            .WithSummary("Import files of interactions, products, or both")
            .WithDescription(
                "The body is a file, or a form with any number of files as parts file (of any kind) and products, " +
                "and perhaps a mapping (JSON) as a part of that name: CSV, TSV, NDJSON, JSON, Parquet or .xlsx, " +
                "plain, gzip or zstd. Encoding, delimiter, dates, money and which column is what are found; what " +
                "they leave open is refused at once, with the parameter that answers it. 202 means: the files are " +
                "on disk, and go in even if the gateway is restarted; GET the Location for progress and bad rows. " +
                "Sent again, rows that are in do not count twice.")
            .AddOpenApiOperationTransformer(DescribeBodyAsync)
            .ReadsAtMost(options.MaxBytes)
            .ReadsQuery(ImportQuery.Parameters)
            .Produces<ImportAnswer>(StatusCodes.Status202Accepted)
            .Produces<ImportLook>()
            .Refuses(400, 413, 429, 503).Audits(AuditActs.ImportStart);
        imports.MapGet("/", List).WithName("ListImports")
            .WithSummary("The newest imports, newest first").ReadsQuery(Limit).Refuses(400);
        imports.MapGet("/{id}", Get).WithName("GetImport")
            .WithSummary("An import: its progress, what became of its rows, and the bad ones").Refuses(400, 404);
        imports.MapGet("/{id}/rejected", Rejected).WithName("GetRejectedRows")
            .WithSummary("Every refused row of an import that has ended, streamed")
            .WithDescription(
                "A line is {\"file\":…,\"line\":…,\"reason\":…,\"column\":…,\"value\":…,\"remedy\":…}, in the " +
                "order they were refused. Values may be shoppers' ids. Asked of the gateway that took the files; " +
                "kept as long as the import is told of.")
            .ReadsQuery(Format)
            .Produces<string>(StatusCodes.Status200OK, RejectedRowsAnswer.Ndjson, RejectedRowsAnswer.Csv)
            .Refuses(400, 404, 409).Audits(AuditActs.RejectedRowsExport, "id");
        imports.MapDelete("/{id}", Cancel).WithName("CancelImport")
            .WithSummary("Stop an import")
            .WithDescription("Rows that are in stay. Asked of the gateway that took the files.")
            .Refuses(400, 404, 409).Audits(AuditActs.ImportCancel, "id");
    }

    private static Task DescribeBodyAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var binary = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var binaries = new OpenApiSchema { Type = JsonSchemaType.Array, Items = binary };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/octet-stream"] = new() { Schema = binary },
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["file"] = binaries,
                            ["products"] = binaries,
                            ["mapping"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }

    private static async Task<IResult> Post(
        HttpRequest request, ImportIntake intake, CancellationToken cancellationToken)
    {
        var (accepted, look) = await intake.TakeAsync(request, cancellationToken);
        if (accepted is not null)
            AuditRecorder.NoteResult(request.HttpContext, accepted.Id);
        return accepted is null
            ? TypedResults.Ok(look)
            : TypedResults.Accepted($"/v1/imports/{accepted.Id}", accepted);
    }

    private static async Task<Ok<ImportList>> List(
        HttpRequest request, ImportJobs jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ImportList(await jobs.ListAsync(Limit.Read(request), cancellationToken)));

    private static async Task<Ok<ImportAnswer>> Get(string id, ImportJobs jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(await FindAsync(id, jobs, cancellationToken));

    private static async Task<IResult> Rejected(
        string id, HttpContext context, ImportJobs jobs, ImportSpool spool, CancellationToken cancellationToken)
    {
        var isCsv = Format.Read(context.Request) == "csv";
        var import = await FindAsync(id, jobs, cancellationToken);
        if (import.IsUnderWay)
        {
            throw new RefusalException(
                ErrorCodes.Conflict,
                $"Import '{import.Id}' has not ended. GET /v1/imports/{import.Id} tells how far it is.");
        }

        var path = spool.RejectedPathOf(import.Id);
        if (import.RejectedRows != 0 && !File.Exists(path))
        {
            throw new RefusalException(
                ErrorCodes.NotFound,
                $"The refused rows of import '{import.Id}' are not here. The gateway that took the files has them, if "
                + "any does: ask that one, or send the files again.");
        }

        await RejectedRowsAnswer.WriteAsync(path, isCsv, context.Response, cancellationToken);
        return Results.Empty;
    }

    private static async Task<NoContent> Cancel(string id, ImportJobs jobs, CancellationToken cancellationToken)
    {
        var import = await FindAsync(id, jobs, cancellationToken);
        if (jobs.TryCancel(import.Id))
            return TypedResults.NoContent();
        throw new RefusalException(
            ErrorCodes.Conflict,
            import.IsUnderWay
                ? $"Import '{import.Id}' is under way in another gateway. Ask that one."
                : $"Import '{import.Id}' has ended ({import.State.ToString().ToLowerInvariant()}).");
    }

    private static async Task<ImportAnswer> FindAsync(string id, ImportJobs jobs, CancellationToken cancellationToken)
    {
        var known = Ids.FromPath("id", id);
        return await jobs.FindAsync(known, cancellationToken)
            ?? throw RefusalException.NotFound("import", known, "GET /v1/imports lists them.");
    }
}
