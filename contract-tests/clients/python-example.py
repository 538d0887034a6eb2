# The example of Cloudflare's page for this operation, then what follows it. Address and token come
# from CLOUDFLARE_BASE_URL and CLOUDFLARE_API_TOKEN.
import json
import os
from datetime import datetime, timedelta, timezone

from cloudflare import APIStatusError, Cloudflare

client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
    max_retries=0,
)
ACCOUNT = "9a7806061c88ada191ed06f989cc3dac"
direct_upload = client.images.v2.direct_uploads.create(
    account_id=ACCOUNT,
)

custom = client.images.v2.direct_uploads.create(
    account_id=ACCOUNT,
    id="python/a custom id",
    creator="python-user",
    # The documented form, as JSON text.
    metadata=json.dumps({"album": "holiday"}),
)
image = client.images.v1.get("python/a custom id", account_id=ACCOUNT)

# Given as a dict, this package sends parts such as `metadata.place.country` and `metadata.tags[]`.
dotted = client.images.v2.direct_uploads.create(
    account_id=ACCOUNT,
    expiry=datetime.now(timezone.utc) + timedelta(hours=1),
    metadata={"album": "holiday", "place": {"country": "PT"}, "tags": ["sea", "sun"]},
    require_signed_urls=True,
)

try:
    client.images.v2.direct_uploads.create(account_id=ACCOUNT, id="/slash")
    refused = None
except APIStatusError as error:
    refused = {"class": type(error).__name__, "status": error.status_code}

print(
    json.dumps(
        {
            "id": direct_upload.id,
            "uploadURL": direct_upload.upload_url,
            "custom": custom.id,
            "creator": image.creator,
            "meta": image.meta,
            "dotted": client.images.v1.get(dotted.id, account_id=ACCOUNT).meta,
            "refused": refused,
        }
    )
)
